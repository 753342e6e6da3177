//! Visits every use of a type in the model: inside other types, in definitions, in operations.

use super::{Api, Body, BodyContent, Operation, Type, TypeId, TypeKind};

impl Type {
    /// Returns the types directly inside this one: of items, of values, or of the nullable value.
    pub fn children(&self) -> &[Type] {
        match self {
            Self::List(inner) | Self::Set(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                std::slice::from_ref(inner)
            }
            Self::Tuple(items) => items,
            _ => &[],
        }
    }

    /// Returns the types directly inside this one, mutably.
    pub fn children_mut(&mut self) -> &mut [Type] {
        match self {
            Self::List(inner) | Self::Set(inner) | Self::Map(inner) | Self::Nullable(inner) => {
                std::slice::from_mut(inner)
            }
            Self::Tuple(items) => items,
            _ => &mut [],
        }
    }

    /// Calls back with this type, then with each type inside it.
    pub fn each<'t>(&'t self, call: &mut impl FnMut(&'t Type)) {
        call(self);
        for child in self.children() {
            child.each(call);
        }
    }

    /// Calls back with each type inside this one, then with this type, mutably.
    pub fn each_mut(&mut self, call: &mut impl FnMut(&mut Type)) {
        for child in self.children_mut() {
            child.each_mut(call);
        }
        call(self);
    }

    /// Calls back with each named type that this one is or contains.
    pub fn each_named(&self, call: &mut impl FnMut(TypeId)) {
        self.each(&mut |ty| {
            if let Self::Named(id) = ty {
                call(*id);
            }
        });
    }

    /// Returns `true` if the predicate holds for this type or one inside it.
    pub fn any(&self, predicate: &mut impl FnMut(&Type) -> bool) -> bool {
        predicate(self) || self.children().iter().any(|child| child.any(predicate))
    }
}

impl TypeKind {
    /// Returns the types of the fields, of the branches, or of the alias, in the order of the model.
    pub fn members(&self) -> impl Iterator<Item = &Type> {
        let (fields, branches, target) = match self {
            Self::Struct(object) => (object.fields.as_slice(), [].as_slice(), None),
            Self::Union(union) => ([].as_slice(), union.branches.as_slice(), None),
            Self::Alias(ty) => ([].as_slice(), [].as_slice(), Some(ty)),
            Self::Enum(_) => ([].as_slice(), [].as_slice(), None),
        };
        let fields = fields.iter().map(|field| &field.ty);
        let branches = branches.iter().map(|branch| &branch.ty);
        fields.chain(branches).chain(target)
    }

    /// Returns the types of the [`members`](Self::members), then that of additional properties.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let additional = match self {
            Self::Struct(object) => object.additional.as_ref(),
            Self::Union(_) | Self::Alias(_) | Self::Enum(_) => None,
        };
        self.members().chain(additional)
    }

    /// Calls back with each named type that the definition refers to.
    pub fn each_named(&self, call: &mut impl FnMut(TypeId)) {
        self.types().for_each(|ty| ty.each_named(call));
    }

    /// Returns the same as [`types`](Self::types), mutably.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let (fields, branches, other) = match self {
            Self::Struct(object) => {
                let additional = object.additional.as_mut();
                (object.fields.as_mut_slice(), [].as_mut_slice(), additional)
            }
            Self::Union(union) => ([].as_mut_slice(), union.branches.as_mut_slice(), None),
            Self::Alias(ty) => ([].as_mut_slice(), [].as_mut_slice(), Some(ty)),
            Self::Enum(_) => ([].as_mut_slice(), [].as_mut_slice(), None),
        };
        let fields = fields.iter_mut().map(|field| &mut field.ty);
        let branches = branches.iter_mut().map(|branch| &mut branch.ty);
        fields.chain(branches).chain(other)
    }
}

impl Operation {
    /// Returns the types that the client sends: those of the parameters and of the request body.
    pub fn types_sent(&self) -> impl Iterator<Item = &Type> {
        self.types_sent_except(|_| false)
    }

    /// Returns the same as [`types_sent`](Self::types_sent), without those of some contents of the request body.
    pub fn types_sent_except(
        &self,
        is_left_out: fn(&BodyContent) -> bool,
    ) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let contents = self.body.iter().flat_map(Body::contents);
        let contents = contents.filter(move |content| !is_left_out(content));
        parameters.chain(contents.map(|content| &content.ty))
    }

    /// Calls back with each named type that the operation itself refers to.
    pub fn each_named(&self, call: &mut impl FnMut(TypeId)) {
        let types = self.types_sent().chain(self.types_received());
        types.for_each(|ty| ty.each_named(call));
    }

    /// Returns the types that the client receives: those of the response bodies, of their headers, and of the items of a
    /// stream.
    pub fn types_received(&self) -> impl Iterator<Item = &Type> {
        let responses = self.responses.iter();
        let in_responses = responses.flat_map(|response| {
            let contents = response.content.iter().chain(&response.alternatives);
            let headers = response.headers.iter().map(|header| &header.ty);
            contents.map(|content| &content.ty).chain(headers)
        });
        let streamed = self.stream.iter().flat_map(|stream| stream.types());
        in_responses.chain(streamed)
    }
}

impl Api {
    /// Returns all operations.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.resources
            .iter()
            .flat_map(|resource| &resource.operations)
    }

    /// Returns all operations, mutably.
    pub fn operations_mut(&mut self) -> impl Iterator<Item = &mut Operation> {
        self.resources
            .iter_mut()
            .flat_map(|resource| &mut resource.operations)
    }

    /// Returns the types that the user of the SDK sends: in operations, and in responses to webhooks and callbacks.
    pub fn types_sent(&self) -> impl Iterator<Item = &Type> {
        self.operations()
            .flat_map(Operation::types_sent)
            .chain(&self.answered)
    }

    /// Returns the types that the user of the SDK receives: in responses, and by webhooks and callbacks.
    pub fn types_received(&self) -> impl Iterator<Item = &Type> {
        self.operations()
            .flat_map(Operation::types_received)
            .chain(&self.received)
            .chain(self.received_bodies())
    }

    /// Returns the types of the bodies that receivers get.
    pub fn received_bodies(&self) -> impl Iterator<Item = &Type> {
        let requests = self
            .received_groups
            .iter()
            .flat_map(|group| &group.requests);
        requests.filter_map(|request| request.body.ty())
    }

    /// Returns the same as [`types_sent`](Self::types_sent), mutably.
    pub fn types_sent_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let operations = self
            .resources
            .iter_mut()
            .flat_map(|resource| &mut resource.operations);
        let types = operations.flat_map(|operation| {
            let parameters = operation
                .parameters
                .iter_mut()
                .map(|parameter| &mut parameter.ty);
            let contents = operation.body.iter_mut().flat_map(Body::contents_mut);
            parameters.chain(contents.map(|content| &mut content.ty))
        });
        types.chain(&mut self.answered)
    }

    /// Returns the same as [`types_received`](Self::types_received), mutably.
    pub fn types_received_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let operations = self
            .resources
            .iter_mut()
            .flat_map(|resource| &mut resource.operations);
        let types = operations.flat_map(|operation| {
            let responses = operation.responses.iter_mut();
            let in_responses = responses.flat_map(|response| {
                let contents = response
                    .content
                    .iter_mut()
                    .chain(&mut response.alternatives);
                let headers = response.headers.iter_mut().map(|header| &mut header.ty);
                contents.map(|content| &mut content.ty).chain(headers)
            });
            let streamed = operation
                .stream
                .iter_mut()
                .flat_map(|stream| stream.types_mut());
            in_responses.chain(streamed)
        });
        let groups = self.received_groups.iter_mut();
        let requests = groups.flat_map(|group| &mut group.requests);
        let bodies = requests.filter_map(|request| request.body.ty_mut());
        types.chain(&mut self.received).chain(bodies)
    }

    /// Calls back with every type that definitions and operations use, outermost only, mutably.
    pub fn each_type_mut(&mut self, call: &mut impl FnMut(&mut Type)) {
        for (_, def) in self.types.iter_mut() {
            def.kind.types_mut().for_each(&mut *call);
        }
        self.types_sent_mut().for_each(&mut *call);
        self.types_received_mut().for_each(&mut *call);
    }
}
